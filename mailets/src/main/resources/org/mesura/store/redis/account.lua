-- Compares what a server saw of accounts and of caps with what is here. Of each, if nothing changed that matters it writes
-- what became of them, else it answers with what is here and the server decides again. What a server decides by is its own
-- affair: here two numbers are compared. Several accounts come in one call when a server has several at a time; they are
-- done one after the other, and have nothing to do with each other.
--
-- KEYS  the epoch, the list of accounts; of each account its key and each cap's
-- ARGV  where the other servers hear what was written, the life of caps, the server, the form of parts, how long an
--       account's key is before its name, an epoch to begin;
--       of each account its head, which is one octet string, for each argument costs: how many of these follow, how many
--       caps, for how many milliseconds the server claims the next write or 0, whether the account's life stays, that life
--       in milliseconds or 0 for ever, how many parts to set and to delete, the epoch seen, the version seen, the number of
--       the server's write or nothing if it only asks;
--       of each part to set its name and octets, of each to delete its name;
--       of each cap: how often it had changed, whether its content is wanted, the first slice to keep,
--       the first slice that counts, how much may be used from that on ('' for any, '=' if it must not have changed),
--       how many slices to charge, of each number and amount
-- reply all in one row: of each account how many of these follow, then 1 if done, else 0, the epoch and its fields; of each
--       cap how often it changed, and its fields. Fields begin with how many names and values there are, -1 for none asked.
--       Or 2 and what is wrong with it
local call = redis.call
local sub = string.sub
local given = ARGV
local server, form = given[3], given[4]
local place = 6
local key = 2

-- of the account whose turn it is
local HEAD = '>I4BHBI6BBBc0Bc0Bc0'
local follow, caps_here, claims, stays, life, sets, gone, seen, version, number

local epoch = call('GET', KEYS[1])

-- what follows is read from the arguments where they lie: each call between Lua and Redis, and each copy, costs
local function tell(name, list, first)
  local news = {name, epoch, version, list, form, tostring(sets)}
  for i = first, first + 2 * sets - 1 do news[#news + 1] = given[i] end
  for i = first + 2 * sets, first + 2 * sets + gone - 1 do news[#news + 1] = given[i] end
  local length = 0
  for i, field in ipairs(news) do
    news[i] = struct.pack('>I4', #field) .. field
    length = length + #news[i]
  end
  -- who may not publish does without; what is long is asked for by whoever needs it
  if length <= 65536 then redis.pcall('PUBLISH', given[1], table.concat(news)) end
end

-- how a cap stands against what was seen of it, and where what is said of it lies
local function cap(here)
  local first, most = tonumber(given[place + 4]), given[place + 5]
  local stands = {key = here, wanted = given[place + 2] == '1', keep = given[place + 3], from = place + 7}
  stands.last = place + 6 + 2 * tonumber(given[place + 6])
  stands.changes = call('HGET', here, 'n') or '0'
  stands.same = epoch == seen and given[place + 1] == stands.changes
  stands.holds = true
  if not stands.same and most == '=' then
    stands.holds = false
  elseif not stands.same and most ~= '' then
    local used = 0
    local slices = call('HGETALL', here)
    for s = 1, #slices, 2 do
      if slices[s] ~= 'n' and tonumber(slices[s]) >= first then used = used + tonumber(slices[s + 1]) end
    end
    stands.holds = used <= tonumber(most)
  end
  place = stands.last
  return stands
end

local function charge(stands)
  for c = stands.from, stands.last, 2 do
    if call('HINCRBY', stands.key, given[c], given[c + 1]) <= 0 then call('HDEL', stands.key, given[c]) end
  end
  if stands.last > stands.from then
    stands.changes = tostring(call('HINCRBY', stands.key, 'n', 1))
    call('PEXPIRE', stands.key, given[2])
    if call('HLEN', stands.key) > 450 then
      local keep = tonumber(stands.keep)
      for _, slice in ipairs(call('HKEYS', stands.key)) do
        if slice ~= 'n' and tonumber(slice) < keep then call('HDEL', stands.key, slice) end
      end
    end
  end
end

local function add(found, fields)
  found[#found + 1] = fields and #fields or -1
  for i = 1, fields and #fields or 0 do found[#found + 1] = fields[i] end
end

local function account(mine)
  local first = place + 1
  place = place + 2 * sets + gone

  if not epoch then
    epoch = given[6]
    call('SET', KEYS[1], epoch)
  end
  -- the latest write of each of the latest servers, 16 octets each; the first is the version
  local known = call('HMGET', mine, 'w', 'c')
  local writers, claim = known[1] or '', known[2]
  local same = epoch == seen and sub(writers, 1, 16) == version

  -- a server that lost several times may claim the next write: until then, and some milliseconds at most, others wait
  local now = 0
  local claimed = false
  if claim or claims > 0 then
    local time = call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
    claimed = claim and sub(claim, 1, 8) ~= server and now < tonumber(sub(claim, 9))
  end
  local holds = same and (number == '' or not claimed)

  local caps = {}
  for i = 1, caps_here do
    caps[i] = cap(KEYS[key + i])
    holds = holds and caps[i].holds
  end

  if not holds then
    if claims > 0 and not claimed and writers ~= '' then
      call('HSET', mine, 'c', server .. string.format('%d', now + claims))
    end
    local found = {0, epoch}
    add(found, not same and call('HGETALL', mine))
    for i = 1, caps_here do
      found[#found + 1] = caps[i].changes
      add(found, not caps[i].same and call('HGETALL', caps[i].key))
    end
    return found
  end

  if number ~= '' then
    local list = server .. number
    for i = 1, #writers, 16 do
      if #list < 128 and sub(writers, i, i + 7) ~= server then list = list .. sub(writers, i, i + 15) end
    end
    -- a server that wrote it before, or has yet to see it, may decide by what it hears and need not ask
    if #list > 16 or writers == '' then tell(sub(mine, given[5] + 1), list, first) end
    call('HSET', mine, 'w', list, 'f', form, unpack(given, first, first + 2 * sets - 1))
    if claim then call('HDEL', mine, 'c') end
    if gone > 0 then call('HDEL', mine, unpack(given, first + 2 * sets, first + 2 * sets + gone - 1)) end
    if stays == 0 then
      if life == 0 then call('PERSIST', mine) else call('PEXPIRE', mine, life) end
    end
    if writers == '' and call('ZADD', KEYS[2], 0, sub(mine, given[5] + 1)) == 1 then
      -- for each that comes two are looked at: so the list does not outgrow the accounts
      local prefix = sub(mine, 1, given[5])
      for _, other in ipairs(call('ZRANDMEMBER', KEYS[2], 2)) do
        if call('EXISTS', prefix .. other) == 0 then call('ZREM', KEYS[2], other) end
      end
    end
  end

  local found = {1}
  for i = 1, caps_here do
    charge(caps[i])
    found[#found + 1] = caps[i].changes
    add(found, caps[i].wanted and call('HGETALL', caps[i].key))
  end
  return found
end

local replies = {}
while key < #KEYS do
  place = place + 1
  follow, caps_here, claims, stays, life, sets, gone, seen, version, number = struct.unpack(HEAD, given[place])
  local last = place + follow
  key = key + 1
  local done, reply = pcall(account, KEYS[key])
  if not done then
    local why = type(reply) == 'table' and reply.err or tostring(reply)
    -- a server that is full, a replica or not ready is so for all; what is amiss with one account is its alone
    if string.find(why, '^%u+ ') and not string.find(why, '^ERR ') and not string.find(why, '^WRONGTYPE ') then error(reply) end
    reply = {2, why}
  end
  replies[#replies + 1] = #reply
  for i = 1, #reply do replies[#replies + 1] = reply[i] end
  place = last
  key = key + caps_here
end
return replies
