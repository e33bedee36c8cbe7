-- A page of the list of accounts, with all that is there of each.
--
-- KEYS  the list of accounts
-- ARGV  what stands before a name in its key, the last name of the page before or nothing, how many
-- reply of each its name and the account's fields
local from = ARGV[2] == '' and '-' or '(' .. ARGV[2]
local found = {}
for _, name in ipairs(redis.call('ZRANGEBYLEX', KEYS[1], from, '+', 'LIMIT', 0, ARGV[3])) do
  found[#found + 1] = name
  found[#found + 1] = redis.call('HGETALL', ARGV[1] .. name)
end
return found
