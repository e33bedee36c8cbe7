-- A page of the list of accounts, with what each was charged; those that are gone leave the list.
--
-- KEYS  the list of accounts
-- ARGV  what stands before a name in its key, the last name of the page before or nothing, how many, the
--       parts that are wanted of each
-- reply of each its name, the form, and those parts, or nothing
local from = ARGV[2] == '' and '-' or '(' .. ARGV[2]
local found = {}
for _, name in ipairs(redis.call('ZRANGEBYLEX', KEYS[1], from, '+', 'LIMIT', 0, ARGV[3])) do
  local fields = redis.call('HMGET', ARGV[1] .. name, 'f', unpack(ARGV, 4))
  if not fields[1] then redis.call('ZREM', KEYS[1], name) end
  found[#found + 1] = name
  for i = 1, #ARGV - 2 do found[#found + 1] = fields[i] or '' end
end
return found
