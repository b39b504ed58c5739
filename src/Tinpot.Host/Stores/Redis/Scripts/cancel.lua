-- Ends what waits; asks the owner of what runs. Answers the state it was in; empty when there is none.
local id, by, revoked, keep = arg(), arg(), arg(), arg()
local h = head(id)
if not h then
  return ''
end

local ends = allows('Cancel', h.state, 'REVOKED')
if not ends and not allows('Cancel', h.state, h.state) then
  return h.state
end

insist()
local was = h.state
h.cancel = '1'
-- The first who asked stays on record
call('HSETNX', h.x, 'cancelled_by', by)
if ends then
  finish(h, 'Cancel', 'REVOKED', whole(h.fence + 1), '1', '', '', revoked, keep)
else
  save(h)
  changed(h, 'Cancel', was)
end
commit()
return was
