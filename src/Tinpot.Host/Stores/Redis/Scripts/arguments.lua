-- Stands first in every script. KEYS[1] is the prefix of all keys of one shard; each key of a script begins with it, so
-- that one slot holds them all. Every script is one step: it happens as a whole or not at all.
local P = KEYS[1]

-- Arguments are taken one after the other. The first is the time in a test, and empty otherwise: the server's own
-- clock decides, so that no two hosts can differ about what is due or whose lease is over.
local given = 0
local function arg()
  given = given + 1
  return ARGV[given]
end

local function number()
  return tonumber(arg())
end

local now = number()
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

-- The text of a whole number. Commands and events get text: what Redis and Lua make of a number costs more, and may have
-- an exponent. %d is the cheapest, where it has 64 bits.
local integer = string.format('%d', 2 ^ 40) == '1099511627776' and '%d' or '%.0f'

local function whole(value)
  return string.format(integer, value)
end

local now_text = whole(now)

local function execution(id)
  return P .. 'x:' .. id
end

-- The number that a key or a field holds; 0 when it holds none. Above 2^53 Lua cannot count by one.
local function counter(text)
  local value = text and #text <= 16 and text:match('^%d+$') and tonumber(text) or 0
  return value <= 2 ^ 53 and value or 0
end

-- Records that cannot be read are set aside here, with the time; the oldest are forgotten
local most_bad = 1000

-- Reports something that cannot be read: its kind, its name, and the reason. Each is reported once while it is remembered.
local function report(kind, name, reason)
  name = #name > 100 and name:sub(1, 100) .. '...' or name
  local list = P .. 'bad'
  local new = redis.pcall('ZADD', list, now_text, name)
  if type(new) == 'table' and new.err and new.err:find('WRONGTYPE', 1, true) then
    redis.call('UNLINK', list)
    new = redis.pcall('ZADD', list, now_text, name)
  end
  if new == 0 then
    return
  end
  if redis.call('ZCARD', list) > most_bad then
    redis.call('ZREM', list, unpack(redis.call('ZRANGE', list, 0, 0)))
  end
  if #bad < 300 then
    for _, value in ipairs({ kind, name, reason }) do
      bad[#bad + 1] = value
    end
  end
end

-- Runs a command. A script must not fail half-way because one key holds what it cannot: an index or a counter of another
-- type holds nothing of the store. It is removed, reported, and created again.
local function call(command, key, ...)
  local answer = redis.pcall(command, key, ...)
  if type(answer) ~= 'table' or not answer.err then
    return answer
  end
  local problem = answer.err
  if problem:find('WRONGTYPE', 1, true) or (command == 'XADD' and problem:find('equal or smaller', 1, true)) or
    (command == 'INCR' and (problem:find('not an integer', 1, true) or problem:find('overflow', 1, true))) then
    redis.call('UNLINK', key)
    report('key', key, problem)
  elseif command == 'HINCRBY' and (problem:find('not an integer', 1, true) or problem:find('overflow', 1, true)) then
    redis.call('HDEL', key, (...))
    report('key', key, problem)
  end
  -- Any other error is the answer of the script
  return redis.call(command, key, ...)
end
