// Where semicolons are inserted, comments that contain newlines, identifiers of letters of other scripts, operators run together.
package main; import ( "fmt"; "strings" )

type // the comment ends at the line
/* a general comment
spanning lines acts like a newline */ (
	Δ struct { x, y int; 名 string }
	ª = Δ
)

const ( α, β = iota, iota + 10; γ, _; _, δ )

func ƒ(a int, b ...string,) (x int, err error,) { x = a; if len(b) > 0 { x++ }; return }

func main() {
	var _x9, X_, é, Ελλάδα = 1, 2, 3, 4
	d := Δ{1, 2, "n",}
	fmt.Println(_x9+X_, é, Ελλάδα, d.名, ª{y: 5}, α, β, γ, δ)
	for i := 0; i < 3; i++ { if i == 1 { continue }; fmt.Print(i, " ") }
	x := []int{1,
		2, 3,
	}
	y := x[0] +
		x[1] -
		-x[2]
	p := &y
	z := y &^ 1 & *p | 3<<1 ^ -1
	fmt.Println(y, z, y/ *p, 5&^3, 7 &^ 3, !(y< -1), strings.
		ToUpper("chained"))
	func() { fmt.Println("literal") }()
	{ ; ; }
	if y := 1; y > 0 { } else { _ = y }
	switch { default: ; case false: }
	for range 2 { }
	fmt.Println(ƒ(1, "a",)); goto end; end:
	/**/ fmt.Println(`raw
	string`, "a" /* in between */, 'b')
}
