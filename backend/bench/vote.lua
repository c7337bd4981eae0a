-- wrk script: PUT votes. Nine in ten are the first of a resident on a project, in an order that jumps about; every tenth
-- changes an earlier one. Arguments: a file with a token on each line, a file with a path on each line, how many votes
-- were sent before this round, and "mixed", or "changes" where everybody has voted already. lib/sent.mjs reckons the same.
local tokens, paths = {}, {}
local before, mode = 0, "mixed"
-- wrk asks for one request before it begins, which it does not send.
sent = -1
local pairs_, stride

local function read(name, into)
  for line in io.lines(name) do into[#into + 1] = line end
end

local function gcd(a, b)
  while b ~= 0 do a, b = b, a % b end
  return a
end

function setup(thread)
  sender = thread
end

function init(args)
  read(args[1], tokens)
  read(args[2], paths)
  before, mode = tonumber(args[3]), args[4]
  pairs_ = #tokens * #paths
  stride = math.floor(pairs_ * 0.381966)
  while gcd(stride, pairs_) ~= 1 do stride = stride + 1 end
end

local choices = { "SUPPORT", "OPPOSE", "ABSTAIN" }

function request()
  sent = sent + 1
  local n = before + sent
  local changes = mode == "changes" or n % 10 == 0
  local new = n - math.floor(n / 10)
  local pair = new
  if mode == "changes" then pair = n elseif changes then pair = math.max(1, new - 3000) end
  -- Numbers of this size are exact in a double.
  local at = (pair * stride) % pairs_
  local choice = changes and choices[math.floor(n / pairs_) % 2 + 2] or "SUPPORT"
  local path = paths[at % #paths + 1]
  local token = tokens[math.floor(at / #paths) + 1]
  return wrk.format("PUT", path, {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. token,
  }, '{"choice":"' .. choice .. '"}')
end

dofile(debug.getinfo(1, "S").source:match("^@(.*)/") .. "/summary.lua")
