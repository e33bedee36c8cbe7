-- Raises the slices of a cap to what a copy of it has.
--
-- KEYS  the cap
-- ARGV  the life of caps in milliseconds; of each slice its number and what was charged in it
-- reply how many were raised
local raised = 0
for i = 2, #ARGV, 2 do
  local used = tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0')
  if used < tonumber(ARGV[i + 1]) then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
    raised = raised + 1
  end
end
if raised > 0 then
  redis.call('HINCRBY', KEYS[1], 'n', 1)
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return {raised}
