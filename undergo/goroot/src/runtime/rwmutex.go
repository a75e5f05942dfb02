// A reader/writer lock for threads, without goroutines: exec takes it for writing, starting a
// thread for reading.

package runtime

import "internal/runtime/atomic"

type rwmutex struct {
	l       mutex
	readers atomic.Int32
	writer  atomic.Bool
}

func (rw *rwmutex) rlock() {
	acquirem()
	for {
		if !rw.writer.Load() {
			rw.readers.Add(1)
			if !rw.writer.Load() {
				return
			}
			rw.readers.Add(-1)
		}
		osyield()
	}
}

func (rw *rwmutex) runlock() {
	rw.readers.Add(-1)
	releasem(getg().m)
}

func (rw *rwmutex) lock() {
	lock(&rw.l)
	rw.writer.Store(true)
	for rw.readers.Load() != 0 {
		osyield()
	}
}

func (rw *rwmutex) unlock() {
	rw.writer.Store(false)
	unlock(&rw.l)
}
