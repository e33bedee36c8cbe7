-- Takes a lease, if nobody has it.
-- KEYS: the lease
-- ARGV: now and until when (microseconds), for how long to keep it (milliseconds), who takes it
-- Answers {1} if it was taken, else {0}.
local held = redis.call('HGET', KEYS[1], 'until')
if held and tonumber(held) > tonumber(ARGV[1]) then
  return {0}
end
redis.call('HSET', KEYS[1], 'until', ARGV[2], 'by', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1}
