import { fill, press, seen } from '../hand'
import { outside, type Place } from './place'

export const signInPlaces: Place[] = [
  outside('sign-in', '/sign-in'),
  outside('link: without its key', '/link/of-nothing'),
  outside('sign-in: incomplete', '/sign-in', press('signIn.submit'), seen('signIn.incomplete')),
  outside(
    'sign-in: wrong',
    '/sign-in',
    fill('signIn.username', 'nobody'),
    fill('signIn.password', 'Nothing-1'),
    press('signIn.submit'),
    seen('signIn.wrong'),
  ),
]
