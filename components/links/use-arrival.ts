import { useEffect, useRef } from 'react'

/** For what takes the place of a form that was sent: the keyboard goes on there, and a screen reader reads it. */
export function useArrival<Element extends HTMLElement>() {
  const arrived = useRef<Element>(null)
  useEffect(() => arrived.current?.focus(), [])
  return arrived
}
