-- Takes an account's turn for a notice, if what is known of it is still true.
-- KEYS: the account's history, the notices of the last hour
-- ARGV: the history that was decided on ('' for none), the one to come, now (microseconds), the most in an hour,
--       for how long a history matters (milliseconds), what names this notice
-- Answers {1} if it was taken, {0, history} if the history is another, {2} if there were too many in the hour.
local known = redis.call('GET', KEYS[1]) or ''
if known ~= ARGV[1] then
  return {0, known}
end
local hour = 3600 * 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', tonumber(ARGV[3]) - hour))
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) then
  return {2}
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[5])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[6])
redis.call('PEXPIRE', KEYS[2], 3600 * 1000)
return {1}
