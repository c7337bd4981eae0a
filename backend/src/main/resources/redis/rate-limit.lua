-- Generic cell rate algorithm: one number per key, the time at which the allowance is whole again.
-- KEYS[1] the caller and action; ARGV[1] calls allowed a minute.
-- Answers {granted, remaining, milliseconds until the next grant or until whole}.
local limit = tonumber(ARGV[1])
local interval = 60000 / limit
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local whole = tonumber(redis.call('GET', KEYS[1]) or now)
if whole < now then whole = now end
local next_whole = whole + interval
if next_whole - now > 60000 + 0.001 then
  return {0, 0, math.ceil(next_whole - now - 60000)}
end
redis.call('SET', KEYS[1], string.format('%.3f', next_whole), 'PX', math.ceil(next_whole - now))
return {1, math.floor((60000 - (next_whole - now)) / interval + 0.000001), math.ceil(next_whole - now)}
