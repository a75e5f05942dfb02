// stdin: 3 1.5 word\n-7 x\nlast line here\n

package main

// Scanning from strings and standard input.

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func main() {
	var n int
	var f float64
	var w string
	c, err := fmt.Scan(&n, &f, &w)
	fmt.Println(c, err, n, f, w)
	c, err = fmt.Scanln(&n, &w)
	fmt.Println(c, err)
	c, err = fmt.Scanln(&n, &w)
	fmt.Println(c, err, n, w)
	in := bufio.NewReader(os.Stdin)
	line, err := in.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	_, err = in.ReadByte()
	fmt.Println(err == io.EOF)
	var a, b int
	var s string
	c, err = fmt.Sscanf("10-0x1f:abc", "%d-%v:%s", &a, &b, &s)
	fmt.Println(c, err, a, b, s)
	c, err = fmt.Sscan("x", &a)
	fmt.Println(c, err)
	var r rune
	var bl bool
	c, err = fmt.Sscanf("true z", "%t %c", &bl, &r)
	fmt.Println(c, err, bl, string(r))
	c, err = fmt.Sscan("300", new(int8))
	fmt.Println(c, err)
}
