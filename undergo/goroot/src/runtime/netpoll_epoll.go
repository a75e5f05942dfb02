// The network poller over epoll. An eventfd in the set wakes a thread that waits there.

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/syscall/linux"
	"unsafe"
)

// 1: the eventfd was written to, and nobody has read it yet.
var netpollBroken atomic.Uint32

var (
	epfd           = int32(-1) // the set
	netpollEventFd uintptr
)

// Every file of the set carries a word of ours: its pollDesc in the lower 44 bits (it is in user space
// and 16-aligned), the generation above. The eventfd's word is 0.
const (
	pollTagShift = 44
	breakTag     = 0
)

func pollTag(pd *pollDesc) uint64 {
	return uint64(uintptr(unsafe.Pointer(pd)))/pollDescAlign | uint64(pd.generation.Load())<<pollTagShift
}

func untagPoll(tag uint64) (pd *pollDesc, generation uintptr) {
	address := uintptr(tag&(1<<pollTagShift-1)) * pollDescAlign
	return (*pollDesc)(unsafe.Pointer(address)), uintptr(tag >> pollTagShift)
}

// epollAdd puts a file into the set.
func epollAdd(fd int32, events uint32, tag uint64) (errno uintptr) {
	ev := linux.EpollEvent{Events: events}
	*(*uint64)(unsafe.Pointer(&ev.Data)) = tag
	return linux.EpollCtl(epfd, linux.EPOLL_CTL_ADD, fd, &ev)
}

func netpollinit() {
	var efd int32
	set, errno := linux.EpollCreate1(linux.EPOLL_CLOEXEC)
	if errno == 0 {
		epfd = set
		efd, errno = linux.Eventfd(0, linux.EFD_CLOEXEC|linux.EFD_NONBLOCK)
	}
	if errno == 0 {
		netpollEventFd = uintptr(efd)
		errno = epollAdd(efd, linux.EPOLLIN, breakTag)
	}
	if errno != 0 {
		println("runtime: cannot set up epoll: error", errno)
		throw("runtime: netpollinit failed")
	}
}

func netpollIsPollDescriptor(fd uintptr) bool {
	return fd == uintptr(epfd) || fd == netpollEventFd
}

func netpollopen(fd uintptr, pd *pollDesc) (errno uintptr) {
	return epollAdd(int32(fd), linux.EPOLLIN|linux.EPOLLOUT|linux.EPOLLRDHUP|linux.EPOLLET, pollTag(pd))
}

func netpollclose(fd uintptr) (errno uintptr) {
	var unused linux.EpollEvent
	return linux.EpollCtl(epfd, linux.EPOLL_CTL_DEL, int32(fd), &unused)
}

// netpollBreak wakes the thread that waits in netpoll. Any number of calls before it runs are one.
func netpollBreak() {
	if netpollBroken.Swap(1) != 0 {
		return
	}
	one := uint64(1)
	n := int32(-_EINTR)
	for n == -_EINTR {
		n = write1(netpollEventFd, unsafe.Pointer(&one), 8)
	}
	// A counter that is full is as good as written.
	if n != 8 && n != -_EAGAIN {
		println("runtime: netpollBreak write failed with", -n)
		throw("runtime: netpollBreak write failed")
	}
}

// netpollUnbreak reads the eventfd, so that it can wake again.
func netpollUnbreak() {
	var count uint64
	read(int32(netpollEventFd), noescape(unsafe.Pointer(&count)), 8)
	netpollBroken.Store(0)
}

// epollTimeout turns nanoseconds into what the kernel takes: milliseconds, at least one, at most eleven
// days.
func epollTimeout(delay int64) int32 {
	if delay <= 0 {
		return int32(max(delay, -1))
	}
	return int32(min(max(delay/1e6, 1), 1e9))
}

// netpoll returns goroutines whose files are ready, and by how much the number of waiters changes
// once they run. A negative delay waits without limit, 0 does not wait, others wait so many nanoseconds.
func netpoll(delay int64) (gList, int32) {
	var woken gList
	if epfd < 0 {
		return woken, 0
	}
	var events [128]linux.EpollEvent
	timeout := epollTimeout(delay)
	n, errno := linux.EpollWait(epfd, events[:], int32(len(events)), timeout)
	for errno != 0 {
		if errno != _EINTR {
			println("runtime: epollwait on fd", epfd, "failed with", errno)
			throw("runtime: netpoll failed")
		}
		if timeout > 0 {
			// Part of the time is over: the caller knows how much is left.
			return woken, 0
		}
		n, errno = linux.EpollWait(epfd, events[:], int32(len(events)), timeout)
	}
	for i := range events[:n] {
		tag := *(*uint64)(unsafe.Pointer(&events[i].Data))
		if tag != breakTag {
			polled(tag, events[i].Events, &woken)
		} else if delay != 0 {
			// Meant for a thread that waits: others leave it alone.
			netpollUnbreak()
		}
	}
	return woken, -woken.size
}

// polled passes on what the kernel says about a file.
func polled(tag uint64, events uint32, woken *gList) {
	const (
		broken   = linux.EPOLLHUP | linux.EPOLLERR
		readable = linux.EPOLLIN | linux.EPOLLRDHUP | broken
		writable = linux.EPOLLOUT | broken
	)
	pd, generation := untagPoll(tag)
	if pd.generation.Load() != generation {
		return
	}
	pd.setFailed(generation, events == linux.EPOLLERR)
	if events&readable != 0 {
		pd.sides[pollRead].signal(sideReady, woken)
	}
	if events&writable != 0 {
		pd.sides[pollWrite].signal(sideReady, woken)
	}
}
