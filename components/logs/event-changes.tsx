'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { QueryProvider } from '@/lib/client/query-provider'
import type { AuditChange } from '@/lib/domain/audit-row'
import { paths } from '@/lib/paths'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Spinner } from '../ui/spinner'
import { ChangesTable } from './changes-table'

/** What an event has changed, fetched when it is opened: a list of events holds only how much that was. */
export const EventChanges = ({ id }: { id: number }) => (
  <QueryProvider>
    <Loaded id={id} />
  </QueryProvider>
)

function Loaded({ id }: { id: number }) {
  const [t, common] = [useTranslations('logs'), useTranslations('common')]
  const { data, isError, refetch } = useQuery({
    queryKey: ['event-changes', id],
    queryFn: ({ signal }) => fetchJson<AuditChange[]>(paths.api.eventChanges(id), { signal }),
  })
  if (data) return data.data.length > 0 ? <ChangesTable changes={data.data} /> : <p>{t('noChanges')}</p>
  if (!isError) return <Spinner label={common('loading')} />
  return (
    <Alert kind="danger" role="alert">
      {common('loadFailed')}{' '}
      <Button kind="link" size="sm" onClick={() => refetch()}>
        {common('retry')}
      </Button>
    </Alert>
  )
}
