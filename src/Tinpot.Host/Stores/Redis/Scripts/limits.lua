-- Places that executions take under limits. Stands before every script that moves executions.
--
--   line:<lane>:<hash>   what is PENDING in a lane and takes the same places: either its first may start, or none of it
--   lines:<lane>         the lines of a lane that are not known to be blocked, by turn
--   blocked:<name>:<key> lines that found no place there; they come back when one becomes free
--   run:<name>:<key>     what runs and holds a place; nothing after the colon = a place under every key
--   all:<name>:<key>     what holds one or will, since it has come to its turn
--   keys:…               the keys of each of those that are not empty
-- A claim looks at so many lines of a lane, and starts from so many of them
local most_lines, most_open = 200, 20

local function line_key(lane, limits)
  return P .. 'line:' .. lane .. ':' .. redis.sha1hex(limits)
end

local function decode(limits)
  local fine, set = pcall(cjson.decode, limits)
  if not fine or type(set) ~= 'table' or #set == 0 then
    return false
  end
  for _, place in ipairs(set) do
    if type(place) ~= 'table' then
      return false
    end
    if place[2] == cjson.null then
      place[2] = ''
    end
    if type(place[1]) ~= 'string' or type(place[2]) ~= 'string' or type(place[3]) ~= 'number' then
      return false
    end
  end
  return set
end

local decoded = {}

-- The set of an execution: { name, key or '', most } of each; false when it cannot be read
local function places(limits)
  if decoded[limits] == nil then
    decoded[limits] = decode(limits)
  end
  return decoded[limits]
end

readable = places

local function place_key(kind, name, key)
  return P .. kind .. ':' .. name .. ':' .. key
end

-- Returns how many that are new
local function put(kind, name, key, member)
  call('SADD', P .. 'keys:' .. kind .. ':' .. name, key)
  return call('SADD', place_key(kind, name, key), member)
end

local function forget(kind, name, key)
  if call('EXISTS', place_key(kind, name, key)) == 0 then
    call('SREM', P .. 'keys:' .. kind .. ':' .. name, key)
  end
end

-- Returns how many places it did not have
local function take(kind, limits, id)
  local new = 0
  for _, place in ipairs(places(limits)) do
    new = new + put(kind, place[1], place[2], id)
  end
  return new
end

-- How many hold a place. In doubt some of them are asked: one whose key was lost would hold it forever.
local function holders(kind, name, key, doubt)
  local held = place_key(kind, name, key)
  if doubt then
    for _, id in ipairs(call('SRANDMEMBER', held, 10)) do
      local h = head(id)
      local state = h and h.state
      if state ~= 'STARTED' and (kind == 'run' or (state ~= 'PENDING' and state ~= 'RETRY')) then
        call('SREM', held, id)
      end
    end
    forget(kind, name, key)
  end
  return call('SCARD', held)
end

local function has_room(kind, place, doubt)
  local name, key, most = place[1], place[2], place[3]
  local everywhere = holders(kind, name, '', doubt)
  local here = 0
  if key ~= '' then
    here = holders(kind, name, key, doubt)
  else
    for _, other in ipairs(call('SMEMBERS', P .. 'keys:' .. kind .. ':' .. name)) do
      if other ~= '' then
        here = math.max(here, holders(kind, name, other, doubt))
      end
    end
  end
  return everywhere + here < most
end

local function is_free(kind, place)
  return has_room(kind, place, false) or has_room(kind, place, true)
end

-- The first of its places that is not free; nil when all are
local function obstacle(set)
  for _, place in ipairs(set) do
    if not is_free('run', place) then
      return place
    end
  end
  return nil
end

-- A claim will look at the line
local function show(lane, limits)
  call('ZADD', P .. 'lines:' .. lane, 'NX', call('INCR', P .. 'turn'), limits)
end

-- Lines that may have a place now
local function unblock(name, key, woken)
  local blocked = place_key('blocked', name, key)
  for _, line in ipairs(call('SMEMBERS', blocked)) do
    local lane, limits = line:match('^(%S+) (.*)$')
    if lane and places(limits) and call('EXISTS', line_key(lane, limits)) == 1 then
      show(lane, limits)
      woken[lane] = true
    end
  end
  call('DEL', blocked)
  forget('blocked', name, key)
end

-- Its places of the kind are free again
local function give_back(kind, limits, id, woken)
  for _, place in ipairs(places(limits)) do
    local name, key = place[1], place[2]
    call('SREM', place_key(kind, name, key), id)
    forget(kind, name, key)
    if kind == 'run' then
      local waiting = { key, '' }
      if key == '' then
        waiting = call('SMEMBERS', P .. 'keys:blocked:' .. name)
      end
      for _, other in ipairs(waiting) do
        unblock(name, other, woken)
      end
    end
  end
end

local function join_line(id, lane, limits, place)
  local line = line_key(lane, limits)
  if call('EXISTS', line) == 0 then
    show(lane, limits)
  end
  call('ZADD', line, place, id)
  take('all', limits, id)
end

-- An empty line goes, a blocked one waits where it will be found again. Returns whether its first may start.
local function settle(lane, limits, set)
  local place = obstacle(set)
  if not place and call('EXISTS', line_key(lane, limits)) == 1 then
    return true
  end
  call('ZREM', P .. 'lines:' .. lane, limits)
  if place then
    put('blocked', place[1], place[2], lane .. ' ' .. limits)
  end
  return false
end

-- The lines of a lane that a claim may start from, those that waited longest for a turn first
local function open_lines(lane)
  local open = {}
  for _, limits in ipairs(call('ZRANGE', P .. 'lines:' .. lane, 0, most_lines - 1)) do
    local set = places(limits)
    if not set then
      call('ZREM', P .. 'lines:' .. lane, limits)
      report('lane', lane .. ' ' .. limits, 'unreadable')
    elseif settle(lane, limits, set) then
      local at_once = math.huge
      for _, place in ipairs(set) do
        at_once = math.min(at_once, place[3])
      end
      open[#open + 1] = { lane = lane, limits = limits, set = set, at_once = at_once }
      if #open == most_open then
        break
      end
    end
  end
  return open
end
