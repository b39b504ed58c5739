-- What a script changes in indexes and counts is gathered, and written by commit, one command for each key: what a script
-- costs the server is mostly the number of its commands. Stands before every script that changes any.
local indexed, counted, last_ready = {}, {}, nil
local lanes_woken = {}

-- A server that is full refuses a script whose first write needs memory. This one needs none, and what begins with it
-- goes on: what runs must be able to end, and ends make room.
local insisted = false
local function insist()
  if not insisted then
    call('HDEL', P .. 'running_by', '-')
    insisted = true
  end
end

local function changes_of(gathered, key)
  local changes = gathered[key]
  if not changes then
    changes = {}
    gathered[key] = changes
  end
  return changes
end

-- Its place in a sorted set; false = it leaves the set
local function index(key, id, place)
  changes_of(indexed, key)[id] = place
end

local function add_to(key, field, by)
  local changes = changes_of(counted, key)
  changes[field] = (changes[field] or 0) + by
end

-- A command takes so many of them: Lua's stack is bounded
local most_at_once = 2000

local function call_with(command, key, values)
  for i = 1, #values, most_at_once do
    call(command, key, unpack(values, i, math.min(i + most_at_once - 1, #values)))
  end
end

local function write_index(key, changes)
  local placed, gone = {}, {}
  for id, place in pairs(changes) do
    if place then
      placed[#placed + 1] = place
      placed[#placed + 1] = id
    else
      gone[#gone + 1] = id
    end
  end
  call_with('ZREM', key, gone)
  call_with('ZADD', key, placed)
end

-- Who reads what it changed must call it before; each script that changes something ends with it
local function commit()
  for key, changes in pairs(indexed) do
    write_index(key, changes)
  end
  for key, changes in pairs(counted) do
    for field, by in pairs(changes) do
      -- What ends and what is claimed in the same step may even out
      if by ~= 0 then
        call('HINCRBY', key, field, by)
      end
    end
  end
  if last_ready then
    call('SET', P .. 'ready', whole(last_ready))
  end
  for lane in pairs(lanes_woken) do
    call('SADD', P .. 'lanes', lane)
    call('PUBLISH', P .. 'work', lane)
  end
  indexed, counted, last_ready, lanes_woken = {}, {}, nil, {}
end
