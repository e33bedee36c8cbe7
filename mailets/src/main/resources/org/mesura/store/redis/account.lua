-- Compares what a server saw of an account and of caps with what is here. If nothing changed that matters it writes what
-- became of them, else it answers with what is here and the server decides again. What a server decides by is its own
-- affair: here two numbers are compared.
--
-- KEYS  the account, the epoch, the list of accounts, each cap
-- ARGV  the epoch seen, one to begin, the version seen, the server, the number of its write or nothing if it only asks,
--       1 if it claims the next write, the account's life in milliseconds or 0, its name, the form of its parts,
--       how many parts to set, of each name and octets; how many to delete, of each its name;
--       the life of caps; of each cap: how often it had changed, whether its content is wanted, the first slice to keep,
--       the first slice that counts, how much may be used from that on ('' for any, '=' if it must not have changed),
--       how many slices to charge, of each number and amount
-- ARGV, last  where the other servers hear what was written
-- reply 1 if done or 0; the epoch; the account's fields or nothing; of each cap how often it changed, and its fields or nothing
local place = 0
local function arg()
  place = place + 1
  return ARGV[place]
end

local seen = arg()
local fresh = arg()
local version = arg()
local server = arg()
local number = arg()
local claims = arg()
local life = arg()
local name = arg()
local form = arg()

local epoch = redis.call('GET', KEYS[2])
if not epoch then
  epoch = fresh
  redis.call('SET', KEYS[2], epoch)
end
-- the latest write of each of the latest servers, 16 octets each; the first is the version
local account = redis.call('HMGET', KEYS[1], 'w', 'c')
local writers = account[1] or ''
local same = epoch == seen and string.sub(writers, 1, 16) == version

-- a server that lost several times may claim the next write: until then, and some milliseconds at most, others wait
local now = 0
local claimed = false
if account[2] or claims == '1' then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
  claimed = account[2] and string.sub(account[2], 1, 8) ~= server and now < tonumber(string.sub(account[2], 9))
end
local holds = same and (number == '' or not claimed)

local set = {}
for _ = 1, 2 * tonumber(arg()) do set[#set + 1] = arg() end
local gone = {}
for _ = 1, tonumber(arg()) do gone[#gone + 1] = arg() end

local cap_life = arg()
local caps = {}
for key = 4, #KEYS do
  local cap = {key = KEYS[key], seen = arg(), wanted = arg(), keep = tonumber(arg()), first = tonumber(arg()), most = arg()}
  cap.charges = {}
  for _ = 1, 2 * tonumber(arg()) do cap.charges[#cap.charges + 1] = arg() end
  cap.changes = redis.call('HGET', cap.key, 'n') or '0'
  cap.same = epoch == seen and cap.seen == cap.changes
  if not cap.same and cap.most == '=' then
    holds = false
  elseif not cap.same and cap.most ~= '' then
    local used = 0
    local slices = redis.call('HGETALL', cap.key)
    for i = 1, #slices, 2 do
      if slices[i] ~= 'n' and tonumber(slices[i]) >= cap.first then used = used + tonumber(slices[i + 1]) end
    end
    if used > tonumber(cap.most) then holds = false end
  end
  caps[#caps + 1] = cap
end

if not holds then
  if claims == '1' and not claimed and writers ~= '' then
    redis.call('HSET', KEYS[1], 'c', server .. string.format('%d', now + 50))
  end
  local found = {}
  for i, cap in ipairs(caps) do
    found[i] = {cap.changes, not cap.same and redis.call('HGETALL', cap.key)}
  end
  return {0, epoch, not same and redis.call('HGETALL', KEYS[1]), found}
end

if number ~= '' then
  local list = server .. number
  for i = 1, #writers, 16 do
    if #list < 128 and string.sub(writers, i, i + 7) ~= server then list = list .. string.sub(writers, i, i + 15) end
  end
  -- a server that wrote it before, or has yet to see it, may decide by what it hears and need not ask
  if #list > 16 or writers == '' then
    local news = {name, epoch, version, list, form, tostring(#set / 2)}
    for _, octets in ipairs(set) do news[#news + 1] = octets end
    for _, part in ipairs(gone) do news[#news + 1] = part end
    local length = 0
    for i, field in ipairs(news) do
      news[i] = struct.pack('>I4', #field) .. field
      length = length + #news[i]
    end
    -- who may not publish does without; what is long is asked for by whoever needs it
    if length <= 65536 then redis.pcall('PUBLISH', ARGV[#ARGV], table.concat(news)) end
  end
  redis.call('HSET', KEYS[1], 'w', list, 'f', form, unpack(set))
  if account[2] then redis.call('HDEL', KEYS[1], 'c') end
  if #gone > 0 then redis.call('HDEL', KEYS[1], unpack(gone)) end
  if life == '0' then redis.call('PERSIST', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], life) end
  if redis.call('ZADD', KEYS[3], 0, name) == 1 then
    -- for each that comes two are looked at: so the list does not outgrow the accounts
    local prefix = string.sub(KEYS[1], 1, #KEYS[1] - #name)
    for _, other in ipairs(redis.call('ZRANDMEMBER', KEYS[3], 2)) do
      if redis.call('EXISTS', prefix .. other) == 0 then redis.call('ZREM', KEYS[3], other) end
    end
  end
end

local found = {}
for i, cap in ipairs(caps) do
  for c = 1, #cap.charges, 2 do
    if redis.call('HINCRBY', cap.key, cap.charges[c], cap.charges[c + 1]) <= 0 then
      redis.call('HDEL', cap.key, cap.charges[c])
    end
  end
  if #cap.charges > 0 then
    cap.changes = tostring(redis.call('HINCRBY', cap.key, 'n', 1))
    redis.call('PEXPIRE', cap.key, cap_life)
    if redis.call('HLEN', cap.key) > 450 then
      for _, slice in ipairs(redis.call('HKEYS', cap.key)) do
        if slice ~= 'n' and tonumber(slice) < cap.keep then redis.call('HDEL', cap.key, slice) end
      end
    end
  end
  found[i] = {cap.changes, cap.wanted == '1' and redis.call('HGETALL', cap.key)}
end
return {1, epoch, false, found}
