-- Writes what two accounts make together for one of them and forgets the other, if both are as they were seen.
--
-- KEYS  from, to, the list of accounts
-- ARGV  the versions seen of both, the server, the number of its write, the life in milliseconds or 0, both names, the form,
--       of each part its name and octets
-- reply 1 if done or 0
local from = redis.call('HGET', KEYS[1], 'w') or ''
local to = redis.call('HGET', KEYS[2], 'w') or ''
if string.sub(from, 1, 16) ~= ARGV[1] or string.sub(to, 1, 16) ~= ARGV[2] then return {0} end
local list = ARGV[3] .. ARGV[4]
for i = 1, #to, 16 do
  if #list < 128 and string.sub(to, i, i + 7) ~= ARGV[3] then list = list .. string.sub(to, i, i + 15) end
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('ZREM', KEYS[3], ARGV[6])
redis.call('HSET', KEYS[2], 'w', list, 'f', ARGV[8], unpack(ARGV, 9))
if ARGV[5] ~= '0' then redis.call('PEXPIRE', KEYS[2], ARGV[5]) end
redis.call('ZADD', KEYS[3], 0, ARGV[7])
return {1}
