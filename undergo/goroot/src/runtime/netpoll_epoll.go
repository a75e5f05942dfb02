// The network poller over epoll. An eventfd in the set wakes a thread that waits in it.

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/syscall/linux"
	"unsafe"
)

var (
	epfd           int32 = -1
	netpollEventFd uintptr
	netpollWakeSig atomic.Uint32 // a wakeup is under way
)

func netpollinit() {
	var errno uintptr
	epfd, errno = linux.EpollCreate1(linux.EPOLL_CLOEXEC)
	if errno != 0 {
		println("runtime: epollcreate failed with", errno)
		throw("runtime: netpollinit failed")
	}
	efd, errno := linux.Eventfd(0, linux.EFD_CLOEXEC|linux.EFD_NONBLOCK)
	if errno != 0 {
		println("runtime: eventfd failed with", -errno)
		throw("runtime: eventfd failed")
	}
	ev := linux.EpollEvent{Events: linux.EPOLLIN}
	*(**uintptr)(unsafe.Pointer(&ev.Data)) = &netpollEventFd
	if errno = linux.EpollCtl(epfd, linux.EPOLL_CTL_ADD, efd, &ev); errno != 0 {
		println("runtime: epollctl failed with", errno)
		throw("runtime: epollctl failed")
	}
	netpollEventFd = uintptr(efd)
}

func netpollIsPollDescriptor(fd uintptr) bool {
	return fd == uintptr(epfd) || fd == netpollEventFd
}

// The kernel keeps a word for us: the pollDesc in the lower 44 bits (it is 16-aligned and in user
// space), above it the number that tells reuse.
const pollTagShift = 44

func pollTag(pd *pollDesc) uint64 {
	return uint64(uintptr(unsafe.Pointer(pd)))>>4 | uint64(pd.fdseq.Load()&pollFDSeqMask)<<pollTagShift
}

func netpollopen(fd uintptr, pd *pollDesc) uintptr {
	var ev linux.EpollEvent
	ev.Events = linux.EPOLLIN | linux.EPOLLOUT | linux.EPOLLRDHUP | linux.EPOLLET
	*(*uint64)(unsafe.Pointer(&ev.Data)) = pollTag(pd)
	return linux.EpollCtl(epfd, linux.EPOLL_CTL_ADD, int32(fd), &ev)
}

func netpollclose(fd uintptr) uintptr {
	var ev linux.EpollEvent
	return linux.EpollCtl(epfd, linux.EPOLL_CTL_DEL, int32(fd), &ev)
}

// netpollBreak wakes the thread that waits in netpoll.
func netpollBreak() {
	if !netpollWakeSig.CompareAndSwap(0, 1) {
		return
	}
	var one uint64 = 1
	for {
		n := write1(netpollEventFd, unsafe.Pointer(&one), 8)
		if n == 8 || n == -_EAGAIN {
			return
		}
		if n != -_EINTR {
			println("runtime: netpollBreak write failed with", -n)
			throw("runtime: netpollBreak write failed")
		}
	}
}

// netpoll returns goroutines whose files are ready. delay < 0 waits without limit, 0 does not wait,
// else so many nanoseconds.
func netpoll(delay int64) (gList, int32) {
	if epfd == -1 {
		return gList{}, 0
	}
	var waitms int32
	switch {
	case delay < 0:
		waitms = -1
	case delay == 0:
		waitms = 0
	case delay < 1e6:
		waitms = 1
	case delay < 1e15:
		waitms = int32(delay / 1e6)
	default:
		waitms = 1e9
	}
	var events [128]linux.EpollEvent
	var n int32
	for {
		var errno uintptr
		n, errno = linux.EpollWait(epfd, events[:], int32(len(events)), waitms)
		if errno == 0 {
			break
		}
		if errno != _EINTR {
			println("runtime: epollwait on fd", epfd, "failed with", errno)
			throw("runtime: netpoll failed")
		}
		if waitms > 0 {
			return gList{}, 0
		}
	}
	var toRun gList
	delta := int32(0)
	for i := int32(0); i < n; i++ {
		ev := events[i]
		if ev.Events == 0 {
			continue
		}
		if *(**uintptr)(unsafe.Pointer(&ev.Data)) == &netpollEventFd {
			if ev.Events != linux.EPOLLIN {
				println("runtime: netpoll: eventfd ready for", ev.Events)
				throw("runtime: netpoll: eventfd ready for something unexpected")
			}
			if delay != 0 {
				// Meant for a thread that waits; others leave it.
				var one uint64
				read(int32(netpollEventFd), noescape(unsafe.Pointer(&one)), 8)
				netpollWakeSig.Store(0)
			}
			continue
		}
		var mode int32
		if ev.Events&(linux.EPOLLIN|linux.EPOLLRDHUP|linux.EPOLLHUP|linux.EPOLLERR) != 0 {
			mode += 'r'
		}
		if ev.Events&(linux.EPOLLOUT|linux.EPOLLHUP|linux.EPOLLERR) != 0 {
			mode += 'w'
		}
		if mode == 0 {
			continue
		}
		word := *(*uint64)(unsafe.Pointer(&ev.Data))
		pd := (*pollDesc)(unsafe.Pointer(uintptr(word&(1<<pollTagShift-1)) << 4))
		seq := uintptr(word >> pollTagShift)
		if pd.fdseq.Load()&pollFDSeqMask == seq {
			pd.setEventErr(ev.Events == linux.EPOLLERR, seq)
			delta += netpollready(&toRun, pd, mode)
		}
	}
	return toRun, delta
}
