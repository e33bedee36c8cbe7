-- A page of the list of accounts, with what each was charged; those that are gone leave the list.
--
-- KEYS  the list of accounts
-- ARGV  what stands before a name in its key, the last name of the page before or nothing, how many
-- reply of each its name, the form, and what it was charged earlier and of late, or nothing
local from = ARGV[2] == '' and '-' or '(' .. ARGV[2]
local found = {}
for _, name in ipairs(redis.call('ZRANGEBYLEX', KEYS[1], from, '+', 'LIMIT', 0, ARGV[3])) do
  local fields = redis.call('HMGET', ARGV[1] .. name, 'f', '0', '11')
  if not fields[1] then redis.call('ZREM', KEYS[1], name) end
  found[#found + 1] = name
  found[#found + 1] = fields[1] or ''
  found[#found + 1] = fields[2] or ''
  found[#found + 1] = fields[3] or ''
end
return found
