-- wrk script: GET one of the addresses in a file, the nth as often as 1/n. Argument: the file; a line has a path and, to
-- ask whether that has changed, a blank and its ETag.
local requests, cumulated = {}, {}

function init(args)
  local sum = 0
  for line in io.lines(args[1]) do
    local path, etag = line:match("^(%S+) ?(%S*)$")
    local headers = {}
    if etag ~= "" then headers["If-None-Match"] = etag end
    requests[#requests + 1] = wrk.format("GET", path, headers)
    sum = sum + 1 / #requests
    cumulated[#requests] = sum
  end
end

function request()
  local wanted, low, high = math.random() * cumulated[#cumulated], 1, #cumulated
  while low < high do
    local middle = math.floor((low + high) / 2)
    if cumulated[middle] < wanted then low = middle + 1 else high = middle end
  end
  return requests[low]
end

dofile(debug.getinfo(1, "S").source:match("^@(.*)/") .. "/summary.lua")
