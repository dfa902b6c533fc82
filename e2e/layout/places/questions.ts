import { fill, seen } from '../hand'
import { look, page, type Place } from './place'

export const questionPlaces: Place[] = [
  page('links', '/links'),
  page('all robots', '/robots'),
  page('all robots: none found', '/robots?q=zzz'),
  page(
    'explain',
    ({ ci, project }) => `/explain?who=${encodeURIComponent(ci)}&repository=${project}/app&action=delete`,
    look,
    fill('explain.paste.label', `docker login -p hrb_${'x'.repeat(36)} registry.example.com/payments/app:1 denied`),
    seen('explain.paste.secret'),
  ),
  page('explain: nothing asked', '/explain'),
  page('explain: unknown', '/explain?who=robot$nobody&repository=payments/app'),
  page('who can', ({ project }) => `/who-can?of=${project}`),
  page('who can: unknown', '/who-can?of=nothing-of-this-name'),
]
