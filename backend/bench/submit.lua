-- wrk script: POST a request with the token of the next resident, a key and a text of its own.
-- Arguments: a file with a token on each line, a name for this round.
local tokens = {}
local round
local sent = 0

local body = '{"kind":"HELP","categoryCode":"roads-surface","title":"路面破损 %s-%d",'
  .. '"content":"小区门口的人行道有好几块地砖松动，下雨天一踩就溅水，昨天傍晚已经有老人在这里摔倒。'
  .. '旁边的窨井盖也有一点下沉，车子压过去声音很大，晚上睡不好。希望能尽快派人来看一看，谢谢。编号 %s-%d。",'
  .. '"location":{"longitude":106.7135,"latitude":26.5783,"address":"南明区某路 %d 号门口"},"visibility":"PUBLIC"}'

function init(args)
  for line in io.lines(args[1]) do
    tokens[#tokens + 1] = line
  end
  round = args[2]
end

function request()
  sent = sent + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. tokens[(sent - 1) % #tokens + 1],
    ["Idempotency-Key"] = "bench-" .. round .. "-" .. sent,
  }
  return wrk.format("POST", nil, headers, body:format(round, sent, round, sent, sent % 500))
end

dofile(debug.getinfo(1, "S").source:match("^@(.*)/") .. "/summary.lua")
