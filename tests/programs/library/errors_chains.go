// errors: joined, wrapped several times, As with interfaces and pointers, Is with methods, Unwrap of slices, nil handling, comparison.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
)

type codeErr struct{ code int; err error }

func (c codeErr) Error() string        { return fmt.Sprintf("code %d: %v", c.code, c.err) }
func (c codeErr) Unwrap() error        { return c.err }
func (c codeErr) Is(target error) bool { t, ok := target.(codeErr); return ok && t.code == c.code }

type temp interface{ Temporary() bool }
type tempErr struct{}

func (*tempErr) Error() string   { return "temp" }
func (*tempErr) Temporary() bool { return true }

type multi []error

func (m multi) Error() string   { return fmt.Sprint(len(m), " errors") }
func (m multi) Unwrap() []error { return m }

func main() {
	base := errors.New("base")
	e := fmt.Errorf("outer: %w", codeErr{7, fmt.Errorf("mid: %w and %w", base, &tempErr{})})
	fmt.Println(e)
	fmt.Println(errors.Is(e, base), errors.Is(e, errors.New("base")), errors.Is(e, codeErr{7, nil}), errors.Is(e, codeErr{8, nil}), errors.Is(nil, base), errors.Is(e, nil))
	var c codeErr
	var t temp
	var te *tempErr
	var pe *fs.PathError
	fmt.Println(errors.As(e, &c), c.code, errors.As(e, &t), t.Temporary(), errors.As(e, &te), errors.As(e, &pe))
	j := errors.Join(nil, base, nil, io.EOF)
	fmt.Printf("%q %v %v %v\n", j, errors.Is(j, io.EOF), errors.Unwrap(j), errors.Join(nil, nil) == nil)
	m := multi{io.ErrUnexpectedEOF, multi{os.ErrPermission, codeErr{9, nil}}}
	fmt.Println(m, errors.Is(m, fs.ErrPermission), errors.As(error(m), &c), c.code)
	_, err := strconv.Atoi("9999999999999999999999")
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err, errors.Is(err, strconv.ErrRange))
	func() {
		defer func() { fmt.Println(recover()) }()
		errors.As(e, nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var s string
		errors.As(e, &s)
	}()
	var e1, e2 error = codeErr{1, base}, codeErr{1, base}
	fmt.Println(e1 == e2, e1 == error(codeErr{1, nil}), errors.New("x") == errors.New("x"))
	x, ok := errors.AsType[codeErr](e)
	fmt.Println(x.code, ok)
}
