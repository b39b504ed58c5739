-- The effect that wakes those who wait: the owner that is asked to cancel, or those who follow the execution. Nobody follows one
-- that is only being submitted.
local function wake(h, cause, from)
  if from == h.state then
    call('PUBLISH', P .. 'cancel', h.id)
  elseif from then
    announce(h.id, states[h.state] == 'end' and '!' or '+')
  end
end
