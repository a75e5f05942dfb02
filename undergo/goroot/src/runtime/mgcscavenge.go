// The scavenger gives free memory back to the kernel: in the background what is more than the heap will
// soon need, all of it for debug.FreeOSMemory.
package runtime

import "unsafe"

const (
	scavengeStep  = 64   // pages given back at a time; it works 1 percent of the time
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
	for given < most {
		lock(&h.lock)
		if h.freeDirty <= keep {
			unlock(&h.lock)
			break
		}
		p, n := h.takeDirtyRow(min(most-given, h.freeDirty-keep))
		unlock(&h.lock)
		if n == 0 {
			break
		}
		// The pages are taken meanwhile.
		h.noHugePages(p, n)
		sysUnused(unsafe.Pointer(p), n*pageSize)
		lock(&h.lock)
		h.returnPages(p, n, true)
		unlock(&h.lock)
		given += n
	}
	return given
}

// scavengeForLimit gives free pages back at once as far as memory is above the limit. It runs after an allocation of pages.
func scavengeForLimit() {
	h := &mheap_
	lock(&h.lock)
	used, free := h.inUse, h.freeDirty
	unlock(&h.lock)
	used += nonHeapMemory() + free*pageSize
	if limit := uintptr(gcController.limit); used > limit && free != 0 {
		over := (used - limit) / pageSize
		scavenge(free-min(free, over+scavengeStep), over+scavengeStep)
	}
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
