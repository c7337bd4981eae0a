-- Generic cell rate algorithm: one number per key, the time at which the allowance is whole again.
-- KEYS[i] the caller and action; ARGV[i] calls allowed a minute. One key may come several times.
-- Answers {granted, remaining, milliseconds until the next grant or until whole} for each, one after the other.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local answers = {}

local function answer(granted, remaining, millis)
  answers[#answers + 1] = granted
  answers[#answers + 1] = remaining
  answers[#answers + 1] = math.ceil(millis)
end

for i, key in ipairs(KEYS) do
  local interval = 60000 / tonumber(ARGV[i])
  local whole = tonumber(redis.call('GET', key) or now)
  if whole < now then whole = now end
  local next_whole = whole + interval
  local ahead = next_whole - now
  if ahead > 60000 + 0.001 then
    answer(0, 0, ahead - 60000)
  else
    redis.call('SET', key, string.format('%.3f', next_whole), 'PX', math.ceil(ahead))
    answer(1, math.floor((60000 - ahead) / interval + 0.000001), ahead)
  end
end
return answers
