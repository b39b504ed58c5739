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
