// The scavenger gives free memory back to the kernel: in the background what is more than the heap will
// soon need, all of it for debug.FreeOSMemory.
package runtime

import "unsafe"

const (
	scavengeStep  = 64   // pages given back at a time
	scavengeExtra = 10   // percent of the goal that stay free
	scavengePause = 1000 // microseconds between steps, at least; as long as the step took, times 100
)

var scavenger struct {
	lock mutex
	g    *g
	idle bool
}

// bgscavenge works after each collection.
func bgscavenge(started chan<- bool) {
	scavenger.g = getg()
	started <- true
	for {
		lock(&scavenger.lock)
		scavenger.idle = true
		goparkunlock(&scavenger.lock, waitReasonGCScavengeWait, traceBlockSystemGoroutine, 1)
		for {
			start := nanotime()
			given := uintptr(0)
			systemstack(func() { given = scavenge(keptPages(), scavengeStep) })
			if given == 0 {
				break
			}
			took := nanotime() - start
			cpuTimes.scavengeBackground.Add(took)
			timeSleep(max(scavengePause*1000, 99*took))
		}
	}
}

// keptPages is how many free dirty pages stay: enough to grow to the goal, and some more.
func keptPages() uintptr {
	goal := gcController.goal
	if goal > 1<<46 {
		return ^uintptr(0)
	}
	goal += goal / 100 * scavengeExtra
	if limit := gcController.limit; limit < 1<<62 {
		other := nonHeapMemory()
		if uintptr(limit) <= other {
			goal = 0
		} else {
			goal = min(goal, (uintptr(limit)-other)/100*95)
		}
	}
	return (goal - min(goal, mheap_.inUse)) / pageSize
}

// scavenge gives up to most pages back, while more than keep are free and dirty. It returns how many.
func scavenge(keep, most uintptr) (given uintptr) {
	h := &mheap_
	limit := ^uintptr(0)
	for given < most {
		lock(&h.lock)
		if h.freeDirty <= keep {
			unlock(&h.lock)
			break
		}
		p, n := h.takeDirtyRow(limit, min(most-given, h.freeDirty-keep))
		unlock(&h.lock)
		if n == 0 {
			break
		}
		// The pages are taken meanwhile.
		sysUnused(unsafe.Pointer(p), n*pageSize)
		lock(&h.lock)
		h.returnPages(p, n, true)
		unlock(&h.lock)
		given += n
		limit = p&^(chunkBytes-1) + chunkBytes
	}
	return given
}

// wakeScavenger is called after a collection.
func wakeScavenger() {
	lock(&scavenger.lock)
	wake := scavenger.idle && mheap_.freeDirty > keptPages()
	if wake {
		scavenger.idle = false
	}
	unlock(&scavenger.lock)
	if wake {
		goready(scavenger.g, 1)
	}
}
