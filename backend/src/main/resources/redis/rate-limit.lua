-- Generic cell rate algorithm: one number per key, the time in milliseconds at which the allowance is whole again.
-- Counts what was granted already, so it refuses nothing.
-- KEYS[i] the caller and action; ARGV[i] by how many microseconds what was granted moves that time; 0 only asks.
-- Answers for each how many microseconds from now that time is. Nobody else's clock is asked, and if this one is set back
-- nobody pays for more than five minutes.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local latest = now + 300000
local answers = {}

for i, key in ipairs(KEYS) do
  local whole = tonumber(redis.call('GET', key) or now)
  if whole < now then whole = now end
  whole = math.min(whole + ARGV[i] / 1000, latest)
  if ARGV[i] ~= '0' then
    redis.call('SET', key, string.format('%.3f', whole), 'PX', math.ceil(whole - now))
  end
  answers[i] = math.floor((whole - now) * 1000)
end
return answers
