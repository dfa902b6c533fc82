import { act, actionMenu, fill, fillNew, key, press, seen, select } from '../hand'
import { look, page, menu, users, user, type Place } from './place'

const escape = key('Escape')

export const userPlaces: Place[] = [
  page('users', users),
  page('users: none found', `${users}?q=zzz`),
  menu(
    'users: action',
    users,
    select(() => 'admin'),
    actionMenu,
  ),
  page(
    'users: create',
    users,
    press('users.new'),
    look,
    press('users.choice.manual', 'switch'),
    fill('users.choice.password', 'weak'),
    fill('users.choice.confirm', 'other'),
  ),
  page('users: admin', users, act('users.actions.setAdmin', user)),
  page('users: reset', users, act('users.actions.resetPassword', user)),
  page('users: disable', users, act('users.actions.disable', user)),
  page('users: delete', users, act('users.actions.delete', user)),
  page('users: edit', users, act('users.actions.edit', user)),
  page(
    'users: password',
    users,
    press('users.new'),
    fillNew('users.create.username'),
    press('users.create.submit'),
    seen('users.secret.once'),
    look,
    escape,
    seen('users.secret.closeQuestion'),
  ),
]
