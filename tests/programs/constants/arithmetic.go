// Constant expressions with mixed kinds.
package main

import "fmt"

const (
	A = 10 / 4
	B = 10 / 4.0
	C = 10 % 4
	D = -10 / 4
	E = -10 % 4
	F = 1 << 3.0
	G = 'a' + 1.0
	H = 2.0 * 3
	I = 1<<62 + 1<<62 - 1
	J = 0.1 + 0.2
	K = (1 + 2i) * (3 - 1i)
	L = real(K)*10 + imag(K)
	M = 0x1.8p3
	N = len("héllo")
	O = "x" + "y"
	P = ^7 & 0xff
	Q = 5 &^ 3
	R = !(1 > 2) && "b" > "a"
	S = 1e3
	T = uint8(S / 4)
	U = float32(1) / 3
	V = 1 / 3.0
)

func main() {
	fmt.Println(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V)
	var arr [S / 100]int
	fmt.Println(len(arr), float64(U) == V, J == 0.3)
	var x uint8 = 200
	fmt.Println(x+100, x<<1, x>>7, x*2/2, -x)
	const maxUint = ^uint(0)
	fmt.Println(maxUint>>63, int(maxUint>>1), maxUint == 1<<64-1)
	fmt.Printf("%T %T %T %T\n", G, F, H, K)
}
