// Random numbers: a ChaCha8 generator a thread, seeded from the kernel, for what
// programs see (rand), and a cheap generator a thread for the runtime's own coin
// tosses (cheaprand).
package runtime

import (
	"internal/chacha8rand"
	"math/bits"
	"unsafe"
)

// startupRand is what the kernel hands over with the auxiliary vector.
var startupRand []byte

var globalRand struct {
	lock  mutex
	seed  [32]byte
	state chacha8rand.State
	init  bool
}

func randinit() {
	lock(&globalRand.lock)
	if globalRand.init {
		fatal("randinit twice")
	}
	seed := &globalRand.seed
	got := 0
	if len(startupRand) >= 16 && readRandom(seed[:]) != len(seed) {
		for i, c := range startupRand {
			seed[i%len(seed)] ^= c
		}
		got = len(startupRand)
	}
	if got == 0 {
		all := byte(0)
		for _, c := range seed {
			all |= c
		}
		if all == 0 {
			readTimeRandom(seed[:])
		}
	}
	startupRand = nil
	globalRand.state.Init(*seed)
	clear(seed[:])
	globalRand.init = true
	unlock(&globalRand.lock)
}

// readTimeRandom stretches the time, when the kernel gives nothing better.
func readTimeRandom(r []byte) {
	v := uint64(nanotime())
	for i := range r {
		v ^= 0xa0761d6478bd642f
		v *= 0xe7037ed1a0b428db
		r[i] = byte(v >> 32)
	}
}

// bootstrapRand serves until the thread has a generator, and seeds it.
//
//go:linknamestd bootstrapRand
func bootstrapRand() uint64 {
	lock(&globalRand.lock)
	if !globalRand.init {
		fatal("randinit missed")
	}
	for {
		if x, ok := globalRand.state.Next(); ok {
			unlock(&globalRand.lock)
			return x
		}
		globalRand.state.Refill()
	}
}

func bootstrapRandReseed() {
	lock(&globalRand.lock)
	globalRand.state.Reseed()
	unlock(&globalRand.lock)
}

func rand32() uint32 { return uint32(rand() >> 32) }

// rand is a random number from the thread's generator.
//
//go:linkname rand
func rand() uint64 {
	mp := getg().m
	c := &mp.chacha8
	for {
		x, ok := c.Next()
		if ok {
			return x
		}
		mp.locks++ // no other goroutine may use c meanwhile
		c.Refill()
		mp.locks--
	}
}

//go:linkname maps_rand internal/runtime/maps.rand
func maps_rand() uint64 { return rand() }

func mrandinit(mp *m) {
	var seed [4]uint64
	for i := range seed {
		seed[i] = bootstrapRand()
	}
	bootstrapRandReseed()
	mp.chacha8.Init64(seed)
	mp.cheaprand = bootstrapRand() | 1
	mp.cheaprand64 = bootstrapRand() | 1
}

// randn is a random number below n.
//
//go:linkname randn
func randn(n uint32) uint32 {
	return uint32((uint64(uint32(rand())) * uint64(n)) >> 32)
}

// cheaprand: wyrand on the thread's state.
//
//go:linkname cheaprand
func cheaprand() uint32 {
	mp := getg().m
	mp.cheaprand += 0xa0761d6478bd642f
	hi, lo := bits.Mul64(mp.cheaprand, mp.cheaprand^0xe7037ed1a0b428db)
	return uint32(hi ^ lo)
}

//go:linkname cheaprand64
func cheaprand64() int64 { return int64(cheaprandu64()) }

func cheaprandu64() uint64 { return uint64(cheaprand())<<32 ^ uint64(cheaprand()) }

//go:linkname cheaprandn
func cheaprandn(n uint32) uint32 { return uint32((uint64(cheaprand()) * uint64(n)) >> 32) }

//go:linkname legacy_fastrand runtime.fastrand
func legacy_fastrand() uint32 { return uint32(rand()) }

//go:linkname legacy_fastrandn runtime.fastrandn
func legacy_fastrandn(n uint32) uint32 { return randn(n) }

//go:linkname legacy_fastrand64 runtime.fastrand64
func legacy_fastrand64() uint64 { return rand() }

var _ unsafe.Pointer
