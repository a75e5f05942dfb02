// Assembly that calls Go functions of another package and of the runtime.
package main

import (
	"fmt"
	"os"
	"syscall"
)

func pid(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err syscall.Errno)

func move(to, from *byte, n uintptr)

func clear(p *byte, n uintptr)

func main() {
	r, _, err := pid(syscall.SYS_GETPID, 0, 0, 0)
	fmt.Println(int(r) == os.Getpid(), err)
	a, b := []byte("some bytes"), make([]byte, 10)
	move(&b[0], &a[0], 10)
	clear(&b[4], 2)
	fmt.Printf("%q\n", b)
	move(&a[1], &a[0], 8)
	fmt.Printf("%q\n", a)
}
