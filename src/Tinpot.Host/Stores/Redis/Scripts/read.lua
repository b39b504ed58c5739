-- Batches of events in order, until there are enough bytes: id, meta and payload of each. The first may begin before the
-- event it is asked for. Instead of the meta of a batch that cannot be read stands 'gap'.
local id, after_fence, after_sequence = arg(), number(), number()
local from_line, calls_only, most = arg(), arg(), number()
local x = execution(id)
local answers = {}
local bytes = 0

local function add(entry)
  local name, meta, payload = entry[1], entry[2][2] or '', entry[2][4]
  local fence, first = name:match('^(%d+)-(%d+)$')
  local count, first_line, lines, calls = meta:match('^(%d+),(%d+),(%d+),(%d+)')
  if #fence > 15 or #first > 15 then
    return true
  end
  fence, first = tonumber(fence), tonumber(first)
  if not payload or not count or #count > 9 or #first_line > 15 or #lines > 9 or #calls > 9 then
    -- Shown as a gap
    count, first_line, calls, meta, payload = '1', '0', '0', 'gap', ''
  end
  if fence < after_fence or (fence == after_fence and first + tonumber(count) - 1 <= after_sequence)
    or (from_line ~= '' and first_line == '0') or (calls_only == '1' and calls == '0') then
    return true
  end
  bytes = bytes + #payload
  if #answers > 0 and bytes > most then
    return false
  end
  for _, value in ipairs({ name, meta, payload }) do
    answers[#answers + 1] = value
  end
  return true
end

local function is_name(text)
  return text:match('^%d+-%d+$') and #text <= 31
end

local start = '-'
if after_fence > 0 or after_sequence > 0 then
  -- The batch that holds the event may begin before it
  local at = call('XREVRANGE', x .. ':e', whole(after_fence) .. '-' .. whole(after_sequence), '-', 'COUNT', 1)
  if at[1] then
    start = at[1][1]
  end
end

if calls_only == '1' then
  for _, name in ipairs(call('LRANGE', x .. ':c', 0, -1)) do
    local entry = is_name(name) and call('XRANGE', x .. ':e', name, name)[1]
    if entry and not add(entry) then
      break
    end
  end
  return answers
end

if from_line ~= '' then
  local at
  for _, name in ipairs(call('ZRANGEBYSCORE', x .. ':l', from_line, '+inf', 'LIMIT', 0, 100)) do
    if is_name(name) then
      at = name
      break
    end
  end
  if not at then
    return answers
  end
  local function before(a, b)
    local a1, a2 = a:match('^(%d+)-(%d+)$')
    local b1, b2 = b:match('^(%d+)-(%d+)$')
    a1, a2, b1, b2 = tonumber(a1), tonumber(a2), tonumber(b1), tonumber(b2)
    return a1 < b1 or (a1 == b1 and a2 < b2)
  end
  if start == '-' or before(start, at) then
    start = at
  end
end

while true do
  local entries = call('XRANGE', x .. ':e', start, '+', 'COUNT', 8)
  for _, entry in ipairs(entries) do
    if not add(entry) then
      return answers
    end
  end
  if #entries < 8 then
    break
  end
  start = '(' .. entries[#entries][1]
end

if #answers == 0 and from_line == '' then
  -- Events that the head counts and the stream does not hold: a reader must not ask for them forever
  local text = redis.pcall('HGET', x, 'head')
  local fence, last = (type(text) == 'string' and text or ''):match('^%u+ (%d+) (%d+) ')
  if fence and #fence <= 15 and #last <= 15 and
    (tonumber(fence) > after_fence or (tonumber(fence) == after_fence and tonumber(last) > after_sequence)) then
    return { fence .. '-' .. last, 'gap', '' }
  end
end
return answers
