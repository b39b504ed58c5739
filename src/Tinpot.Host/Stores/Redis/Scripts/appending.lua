-- Batches of an owner's events. What is stored never changes; the same again is taken as a retry. Stands before every script
-- that stores any.

local function batch_argument()
  return { first = number(), count = number(), first_line = number(), lines = number(), calls = number(), payload = arg() }
end

-- Count, first line, lines and calls, with so many events more behind the batch
local function meta_of(batch, more)
  return whole(batch.count + more) .. ',' .. whole(batch.first_line) .. ',' .. whole(batch.lines) .. ',' .. whole(batch.calls)
end

-- Why the batch is not to be stored: 'same' when it is stored already, or the number of the event that would be next. nil
-- when it follows what is stored.
local function refusal(h, batch)
  local last = tonumber(h.sequence)
  if batch.first == last + 1 then
    return nil
  end
  if batch.first <= last then
    local name = h.fence .. '-' .. whole(batch.first)
    local held = call('XRANGE', h.x .. ':e', name, name)
    local fields = held[1] and held[1][2]
    local meta = meta_of(batch, 0) .. ','
    if fields and fields[4] == batch.payload and fields[2]:sub(1, #meta) == meta then
      return 'same'
    end
  end
  return h.fence .. '-' .. whole(last + 1)
end

-- Counts the batch in the head
local function count_batch(h, batch)
  if batch.first_line > 0 then
    -- A batch that begins within a line that an earlier one began counts only the lines after it
    h.line = whole(batch.first_line + batch.lines - (batch.first_line == tonumber(h.line) and 0 or 1))
  end
  h.sequence, h.bytes = whole(batch.first + batch.count - 1), whole(h.bytes + #batch.payload)
end

-- Lets readers find the batch by its lines and calls
local function mark_batch(h, batch)
  local name = h.fence .. '-' .. whole(batch.first)
  if batch.first_line > 0 then
    call('ZADD', h.x .. ':l', h.line, name)
  end
  if batch.calls > 0 then
    call('RPUSH', h.x .. ':c', name)
    h.calls = '1'
  end
end
