-- Work given back unfinished because its worker stops. Answers whether the lease was still the execution's.
local id, fence, owner, begun, keep = arg(), arg(), arg(), arg(), arg()
local pending, rules = state_template(), lost_rules()
local h = head(id)
if not h or h.fence ~= fence or h.owner ~= owner or not allows('Release', h.state, 'PENDING') then
  return 0
end

insist()
apply_rule(h, 'Release', rules, { NotBegun = begun ~= '1' }, whole(fence + 1), '1', pending, keep)
commit()
return 1
