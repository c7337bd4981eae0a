-- wrk script: GET one of 5,000 addresses, the nth as often as 1/n. Arguments: a file with a path on each line; "fresh",
-- or the ETag that each request names.
local KEYS = 5000
local paths, requests, cumulated = {}, {}, {}

function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
  local sum = 0
  for key = 1, KEYS do
    sum = sum + 1 / key
    cumulated[key] = sum
  end
  local headers = {}
  if args[2] ~= "fresh" then headers["If-None-Match"] = args[2] end
  for key = 1, KEYS do
    local path = paths[(key - 1) % #paths + 1] .. "?k=" .. math.floor((key - 1) / #paths)
    requests[key] = wrk.format("GET", path, headers)
  end
end

function request()
  local wanted, low, high = math.random() * cumulated[KEYS], 1, KEYS
  while low < high do
    local middle = math.floor((low + high) / 2)
    if cumulated[middle] < wanted then low = middle + 1 else high = middle end
  end
  return requests[low]
end

dofile(debug.getinfo(1, "S").source:match("^@(.*)/") .. "/summary.lua")
