import { act, actionMenu, fill, press, seen, select } from '../hand'
import { look, page, menu, inProject, members, user, type Place } from './place'

export const memberPlaces: Place[] = [
  page('members', members),
  page('members: none found', inProject('members?q=zzz')),
  menu('members: action', members, select(user), actionMenu),
  page(
    'members: add',
    members,
    press('members.newLabel'),
    look,
    fill('members.username', 'nobody-of-this-name'),
    press('members.add.submit'),
    seen('errors.reasons.member-unknown-user'),
  ),
  page('members: role', members, act('members.actions.changeRole', user)),
  page('members: remove', members, act('members.actions.remove')),
]
