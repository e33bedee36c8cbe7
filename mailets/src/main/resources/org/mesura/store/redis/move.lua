-- Replaces the histories of two accounts, if what is known of them is still true.
-- KEYS: the one to be left, the one to be added to
-- ARGV: what is known of the first and of the second ('' for none), the second's history to come
-- Answers {1} if it was done, else {0, the first's, the second's}.
local from = redis.call('GET', KEYS[1]) or ''
local to = redis.call('GET', KEYS[2]) or ''
if from ~= ARGV[1] or to ~= ARGV[2] then
  return {0, from, to}
end
local left = math.max(redis.call('PTTL', KEYS[1]), redis.call('PTTL', KEYS[2]), 1)
redis.call('SET', KEYS[2], ARGV[3], 'PX', left)
redis.call('DEL', KEYS[1])
return {1}
