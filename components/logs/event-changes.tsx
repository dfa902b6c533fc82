'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { QueryProvider } from '@/lib/client/query-provider'
import type { AuditChange, AuditRow } from '@/lib/domain/audit/audit-row'
import { paths } from '@/lib/paths'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Spinner } from '../ui/spinner'
import { ChangesTable } from './changes-table'
import { EditInWords } from './edit-in-words'

/** What an event has changed, fetched when it is opened: a list of events holds only how much that was. */
export const EventChanges = ({ event }: { event: AuditRow }) => (
  <QueryProvider>
    <Loaded event={event} />
  </QueryProvider>
)

function Loaded({ event: { id, operation, result } }: { event: AuditRow }) {
  const [t, common] = [useTranslations('logs'), useTranslations('common')]
  const { data, isError, refetch } = useQuery({
    queryKey: ['event-changes', id],
    queryFn: ({ signal }) => fetchJson<AuditChange[]>(paths.api.eventChanges(id), { signal }),
  })
  if (data?.data.length === 0) return <p>{t('noChanges')}</p>
  if (data) {
    return (
      <>
        {operation === 'robot.update' && result === 'success' && <EditInWords changes={data.data} />}
        <ChangesTable changes={data.data} />
      </>
    )
  }
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
