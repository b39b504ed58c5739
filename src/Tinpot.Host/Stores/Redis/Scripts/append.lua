-- Stores a batch of the owner. Answers stored, same, lost, or the number of the event that would be next.
local id, fence, owner, batch = arg(), arg(), arg(), batch_argument()
local h = head(id)
if not h or h.fence ~= fence then
  return 'lost'
end

local refused = refusal(h, batch)
if refused == 'same' then
  return refused
end
if h.state ~= 'STARTED' or h.owner ~= owner then
  return 'lost'
end
if refused then
  return refused
end

count_batch(h, batch)
store(h, fence, whole(batch.first), meta_of(batch, 0), batch.payload)
mark_batch(h, batch)
save(h)
announce(id, '+')
return 'stored'
