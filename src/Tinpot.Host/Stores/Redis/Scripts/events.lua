-- The events of an execution. Stands before every script that writes any.

-- Stores a batch of events. meta tells count, first line, lines and calls; then come the totals. Fence, sequence and
-- totals are text.
local function store(h, fence, sequence, meta, payload)
  call('XADD', h.x .. ':e', fence .. '-' .. sequence, 'm', meta .. ',' .. h.line .. ',' .. h.bytes, 'p', payload)
end

-- The last event of the execution from now on, one of the store's own, which holds no log line. It is stored together with
-- the events that its owner reported with it: ahead is the number of their first, their meta with this event, and the events.
local function tell(h, fence, sequence, payload)
  h.fence, h.sequence, h.bytes = fence, sequence, whole(h.bytes + #payload)
  local ahead = h.ahead
  if ahead then
    store(h, fence, ahead[1], ahead[2], ahead[3] .. payload)
  else
    store(h, fence, sequence, '1,0,0,0', payload)
  end
end

-- Tells those who follow the execution: '+' = it goes on, '!' = it has ended, and nothing where it is not known. A host of an
-- older version says nothing, and looks whatever it is told.
local function announce(id, what)
  call('PUBLISH', P .. 'e:' .. id, what)
end

-- The text of a state event, whose attempt only the store knows: what stands before and after it, and the event without
local function state_template()
  return { arg(), arg(), arg() }
end

local function state_event(template, attempt)
  if attempt == '0' then
    return template[3]
  end
  return template[1] .. attempt .. template[2]
end
