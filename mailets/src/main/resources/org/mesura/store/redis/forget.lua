-- KEYS  the account, the list of accounts;  ARGV  its name
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return {1}
