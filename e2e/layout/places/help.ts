import { page, type Place } from './place'

export const helpPlaces: Place[] = [
  page('help', '/help'),
  ...['registries', 'configuration', 'self-rotation', 'usage', 'differences-from-harbor'].map((name) =>
    page(`help: ${name}`, `/help/${name}`),
  ),
  page('help: API', '/help/api-description'),
  page('about', '/about'),
  page('not found', '/nothing'),
]
