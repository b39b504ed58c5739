-- Stores a batch of the owner. What is stored never changes; the same again is taken as a retry.
-- Answers stored, same, lost, or the number of the event that would be next.
local id, fence, owner, first, count = arg(), arg(), arg(), number(), number()
local first_line, lines, calls, payload = number(), number(), number(), arg()
local x = execution(id)
local h = redis.call('HMGET', x, 'state', 'fence', 'sequence', 'line', 'bytes', 'owner')
if not h[1] or h[2] ~= fence then
  return 'lost'
end

local meta = count .. ',' .. whole(first_line) .. ',' .. lines .. ',' .. calls
if first <= tonumber(h[3]) then
  local name = fence .. '-' .. whole(first)
  local held = redis.call('XRANGE', x .. ':e', name, name)
  if held[1] and held[1][2][4] == payload and held[1][2][2]:sub(1, #meta + 1) == meta .. ',' then
    return 'same'
  end
end
if h[1] ~= 'STARTED' or h[6] ~= owner then
  return 'lost'
end
if first ~= tonumber(h[3]) + 1 then
  return fence .. '-' .. whole(tonumber(h[3]) + 1)
end

local line, bytes = tonumber(h[4]), tonumber(h[5]) + #payload
if first_line > 0 then
  -- A batch that begins within a line that an earlier one began counts only the lines after it
  line = first_line + lines - (first_line == line and 0 or 1)
end
store(x, fence, whole(first), meta, line, bytes, payload)
redis.call('HSET', x, 'sequence', whole(first + count - 1), 'line', whole(line), 'bytes', whole(bytes))
if first_line > 0 then
  redis.call('ZADD', x .. ':l', whole(line), fence .. '-' .. whole(first))
end
if calls > 0 then
  redis.call('RPUSH', x .. ':c', fence .. '-' .. whole(first))
  redis.call('HSET', x, 'calls', '1')
end
announce(id)
return 'stored'
