-- KEYS  each cap;  reply  the fields of each
local found = {}
for i, key in ipairs(KEYS) do found[i] = redis.call('HGETALL', key) end
return found
