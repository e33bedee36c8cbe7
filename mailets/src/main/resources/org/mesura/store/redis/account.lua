-- Compares what a server saw of accounts and of caps with what is here. Of each, if nothing changed that matters it writes
-- what became of them, else it answers with what is here and the server decides again. What a server decides by is its own
-- affair: here two numbers are compared. Several accounts come in one call when a server has several at a time; they are
-- done one after the other, and have nothing to do with each other.
--
-- KEYS  the epoch, the list of accounts; of each account its key and each cap's
-- ARGV  where the other servers hear what was written, the life of caps; of each account how many of these follow, then
--       how many caps, the epoch seen, one to begin, the version seen, the server, the number of its write or nothing if it
--       only asks, for how many milliseconds it claims the next write or 0, the account's life in milliseconds or 0, its name, the form of its parts,
--       how many parts to set, of each name and octets; how many to delete, of each its name;
--       of each cap: how often it had changed, whether its content is wanted, the first slice to keep,
--       the first slice that counts, how much may be used from that on ('' for any, '=' if it must not have changed),
--       how many slices to charge, of each number and amount
-- reply all in one row: of each account how many of these follow, then 1 if done or 0; the epoch; its fields; of each cap how often it changed, and its fields. Fields begin
--       with how many names and values there are, -1 for none asked. Or 2 and what is wrong with it
local call = redis.call
local sub = string.sub
local place = 2
local key = 2
local function arg()
  place = place + 1
  return ARGV[place]
end

local function tell(name, epoch, version, list, form, set, gone)
  local news = {name, epoch, version, list, form, tostring(#set / 2)}
  for _, octets in ipairs(set) do news[#news + 1] = octets end
  for _, part in ipairs(gone) do news[#news + 1] = part end
  local length = 0
  for i, field in ipairs(news) do
    news[i] = struct.pack('>I4', #field) .. field
    length = length + #news[i]
  end
  -- who may not publish does without; what is long is asked for by whoever needs it
  if length <= 65536 then redis.pcall('PUBLISH', ARGV[1], table.concat(news)) end
end

local epoch = call('GET', KEYS[1])

local function account(mine, caps_here)
  local seen, fresh, version, server, number = arg(), arg(), arg(), arg(), arg()
  local claims, life, name, form = arg(), arg(), arg(), arg()

  if not epoch then
    epoch = fresh
    call('SET', KEYS[1], epoch)
  end
  -- the latest write of each of the latest servers, 16 octets each; the first is the version
  local known = call('HMGET', mine, 'w', 'c')
  local writers = known[1] or ''
  local same = epoch == seen and sub(writers, 1, 16) == version

  -- a server that lost several times may claim the next write: until then, and some milliseconds at most, others wait
  local now = 0
  local claimed = false
  if known[2] or claims ~= '0' then
    local time = call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
    claimed = known[2] and sub(known[2], 1, 8) ~= server and now < tonumber(sub(known[2], 9))
  end
  local holds = same and (number == '' or not claimed)

  local set = {}
  for i = 1, 2 * tonumber(arg()) do set[i] = arg() end
  local gone = {}
  for i = 1, tonumber(arg()) do gone[i] = arg() end

  local caps = {}
  for i = 1, caps_here do
    local cap = {key = KEYS[key + i], seen = arg(), wanted = arg(), keep = tonumber(arg()), first = tonumber(arg()), most = arg()}
    cap.charges = {}
    for c = 1, 2 * tonumber(arg()) do cap.charges[c] = arg() end
    cap.changes = call('HGET', cap.key, 'n') or '0'
    cap.same = epoch == seen and cap.seen == cap.changes
    if not cap.same and cap.most == '=' then
      holds = false
    elseif not cap.same and cap.most ~= '' then
      local used = 0
      local slices = call('HGETALL', cap.key)
      for s = 1, #slices, 2 do
        if slices[s] ~= 'n' and tonumber(slices[s]) >= cap.first then used = used + tonumber(slices[s + 1]) end
      end
      if used > tonumber(cap.most) then holds = false end
    end
    caps[i] = cap
  end

  local found = {holds and 1 or 0, epoch}
  local function add(fields)
    found[#found + 1] = fields and #fields or -1
    for i = 1, fields and #fields or 0 do found[#found + 1] = fields[i] end
  end
  if not holds then
    if claims ~= '0' and not claimed and writers ~= '' then
      call('HSET', mine, 'c', server .. string.format('%d', now + tonumber(claims)))
    end
    add(not same and call('HGETALL', mine))
    for _, cap in ipairs(caps) do
      found[#found + 1] = cap.changes
      add(not cap.same and call('HGETALL', cap.key))
    end
    return found
  end

  if number ~= '' then
    local list = server .. number
    for i = 1, #writers, 16 do
      if #list < 128 and sub(writers, i, i + 7) ~= server then list = list .. sub(writers, i, i + 15) end
    end
    -- a server that wrote it before, or has yet to see it, may decide by what it hears and need not ask
    if #list > 16 or writers == '' then tell(name, epoch, version, list, form, set, gone) end
    call('HSET', mine, 'w', list, 'f', form, unpack(set))
    if known[2] then call('HDEL', mine, 'c') end
    if #gone > 0 then call('HDEL', mine, unpack(gone)) end
    if life == '0' then call('PERSIST', mine) else call('PEXPIRE', mine, life) end
    if writers == '' and call('ZADD', KEYS[2], 0, name) == 1 then
      -- for each that comes two are looked at: so the list does not outgrow the accounts
      local prefix = sub(mine, 1, #mine - #name)
      for _, other in ipairs(call('ZRANDMEMBER', KEYS[2], 2)) do
        if call('EXISTS', prefix .. other) == 0 then call('ZREM', KEYS[2], other) end
      end
    end
  end

  add(false)
  for _, cap in ipairs(caps) do
    for c = 1, #cap.charges, 2 do
      if call('HINCRBY', cap.key, cap.charges[c], cap.charges[c + 1]) <= 0 then
        call('HDEL', cap.key, cap.charges[c])
      end
    end
    if #cap.charges > 0 then
      cap.changes = tostring(call('HINCRBY', cap.key, 'n', 1))
      call('PEXPIRE', cap.key, ARGV[2])
      if call('HLEN', cap.key) > 450 then
        for _, slice in ipairs(call('HKEYS', cap.key)) do
          if slice ~= 'n' and tonumber(slice) < cap.keep then call('HDEL', cap.key, slice) end
        end
      end
    end
    found[#found + 1] = cap.changes
    add(cap.wanted == '1' and call('HGETALL', cap.key))
  end
  return found
end

local replies = {}
while key < #KEYS do
  local follow = tonumber(arg())
  local last = place + follow
  local caps = tonumber(arg())
  key = key + 1
  local done, reply = pcall(account, KEYS[key], caps)
  if not done then
    local why = type(reply) == 'table' and reply.err or tostring(reply)
    -- a server that is full, a replica or not ready is so for all; what is amiss with one account is its alone
    if string.find(why, '^%u+ ') and not string.find(why, '^ERR ') and not string.find(why, '^WRONGTYPE ') then error(reply) end
    reply = {2, why}
  end
  replies[#replies + 1] = #reply
  for i = 1, #reply do replies[#replies + 1] = reply[i] end
  place = last
  key = key + caps
end
return replies
