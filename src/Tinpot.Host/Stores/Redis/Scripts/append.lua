-- Stores a batch of the owner. What is stored never changes; the same again is taken as a retry.
-- Answers stored, same, lost, or the number of the event that would be next.
local id, fence, owner, first, count = arg(), arg(), arg(), number(), number()
local first_line, lines, calls, payload = number(), number(), number(), arg()
local h = head(id)
if not h or h.fence ~= fence then
  return 'lost'
end

local last = tonumber(h.sequence)
local name = fence .. '-' .. whole(first)
local meta = count .. ',' .. whole(first_line) .. ',' .. lines .. ',' .. calls
if first <= last then
  local held = call('XRANGE', h.x .. ':e', name, name)
  local fields = held[1] and held[1][2]
  if fields and fields[4] == payload and fields[2]:sub(1, #meta + 1) == meta .. ',' then
    return 'same'
  end
end
if h.state ~= 'STARTED' or h.owner ~= owner then
  return 'lost'
end
if first ~= last + 1 then
  return fence .. '-' .. whole(last + 1)
end

if first_line > 0 then
  -- A batch that begins within a line that an earlier one began counts only the lines after it
  h.line = whole(first_line + lines - (first_line == tonumber(h.line) and 0 or 1))
end
h.sequence, h.bytes = whole(first + count - 1), whole(h.bytes + #payload)
store(h, fence, whole(first), meta, payload)
if first_line > 0 then
  call('ZADD', h.x .. ':l', h.line, name)
end
if calls > 0 then
  call('RPUSH', h.x .. ':c', name)
  h.calls = '1'
end
save(h)
announce(id)
return 'stored'
