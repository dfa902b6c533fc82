import { fill, press, said, seen } from '../hand'
import { look, page, menu, type Place } from './place'

const account = press(said('shell.account', { name: 'admin' }))

export const accountPlaces: Place[] = [
  menu('account', '/projects', account),
  page('event log', '/projects', press('shell.eventLog.tab')),
  page(
    'account: password',
    '/projects#change-password',
    seen('account.password.text'),
    look,
    fill('account.password.new', 'short'),
    fill('account.password.confirm', 'other'),
  ),
  page('account: everywhere', '/projects', account, press('account.signOutEverywhere', 'menuitem')),
  page('account: profile', '/projects', account, press('account.profile.menu', 'menuitem')),
]
