using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5007;

public sealed class StaysQuiet
{
    [Theory]
    [InlineData("static class Kv { const int KV_OK = 0, KV_BUSY = 5, KV_OPEN_CREATE = 4; const string KV_NAME = \"kv-store\"; const uint KV_ANY = 0xFFFFFFFF; }")]
    [InlineData("static class Kv { const float KV_DEFAULT_RATE = 1.5f; const ulong KV_NO_INDEX = ulong.MaxValue; const uint WRAP_REPEAT = 0x2901; }")]
    [InlineData("static class Kv { const uint KV_NO_INDEX = uint.MaxValue; const int KV_DEFAULT_RATE = 1; }")]
    [InlineData("static class Kv { const int KV_VERSION_MAJOR = 8; const string KV_VERSION = \"8.0\"; }")]
    [InlineData("static class Open { const int ReadOnly = 1, ReadWrite = 2, Create = 4, Shared = 32, Ours = 77; }")]
    [InlineData("enum Choice { ReadOnly, Create, Shared, Other }")]
    [InlineData("enum Open { ReadOnly = 1, ReadWrite = 2, Create = 4, Shared = 32, Count = 5 }")]
    [InlineData("static class Colors { const int Shared = 9, Red = 1, Green = 2, Blue = 3; }")]
    [InlineData("static class Kv { const int LIMIT = 7, NAME = 8; static int KV_BUSY = 9; readonly static object KV_OK = new(); }")]
    [InlineData("class Kv { static readonly int KV_BUSY = System.Environment.ProcessId; readonly int KV_LIMIT = 4; }")]
    [InlineData("static class Kv { [BoundaryLint.DiffersFromHeader(\"ours\")] const int KV_BUSY = 6; } namespace BoundaryLint { class DiffersFromHeaderAttribute : System.Attribute { public DiffersFromHeaderAttribute(string reason) { } } }")]
    public Task Constants_that_agree_or_are_others(string code)
    {
        var test = Reports.Test(code);
        test.TestState.AddHeader(Reports.Header);
        return test.RunAsync();
    }

    [Fact]
    public Task An_enum_that_stands_for_one_of_the_header_is_FFI5006s()
    {
        var test = Reports.Test("enum Mode { KV_FAST, KV_SAFE = 4 } static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }");
        test.TestState.AddHeader("enum kv_mode { KV_FAST, KV_SAFE }; void kv_set(enum kv_mode mode);");
        return test.RunAsync();
    }

    [Fact]
    public Task A_macro_whose_value_is_not_known()
    {
        var test = Reports.Test("static class Kv { const int KV_SIZE = 4, KV_CALL = 3; }");
        test.TestState.AddHeader("#define KV_SIZE KV_OTHER\n#define KV_CALL kv_call()\n");
        return test.RunAsync();
    }

    [Fact]
    public Task Masks_beside_positions_and_another_list_of_like_things()
    {
        var test = Reports.Test("""
            static class Mouse { const int Left = 1, Middle = 2, Right = 4, X1Mask = 8, X2Mask = 16; }
            static class Buttons { const int Left = 1 << 0, Middle = 1 << 1, Right = 1 << 2; }
            enum GamePadType { Unknown, GamePad, Wheel, ArcadeStick, FlightStick, DancePad, Guitar, AlternateGuitar, DrumKit, BigButtonPad = 768 }
            """);
        test.TestState.AddHeader("""
            #define SDL_BUTTON_LEFT 1
            #define SDL_BUTTON_MIDDLE 2
            #define SDL_BUTTON_RIGHT 3
            #define SDL_BUTTON_X1 4
            #define SDL_BUTTON_X1MASK 8
            #define SDL_BUTTON_X2MASK 16
            enum SDL_JoystickType { SDL_TYPE_UNKNOWN, SDL_TYPE_GAMECONTROLLER, SDL_TYPE_WHEEL, SDL_TYPE_ARCADE_STICK, SDL_TYPE_FLIGHT_STICK, SDL_TYPE_DANCE_PAD, SDL_TYPE_GUITAR, SDL_TYPE_DRUM_KIT };
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task A_class_for_one_of_several_parts_that_nothing_names()
    {
        var test = Reports.Test("static class Aes { const int KEYBYTES = 32, NPUBBYTES = 12, ABYTES = 16; } static class ChaCha { const int KEYBYTES = 32, NPUBBYTES = 7, ABYTES = 16; }");
        test.TestState.AddHeader("""
            #define crypto_aead_aes256gcm_KEYBYTES 32U
            #define crypto_aead_aes256gcm_NPUBBYTES 12U
            #define crypto_aead_aes256gcm_ABYTES 16U
            #define crypto_aead_xchacha20poly1305_ietf_KEYBYTES 32U
            #define crypto_aead_xchacha20poly1305_ietf_NPUBBYTES 24U
            #define crypto_aead_xchacha20poly1305_ietf_ABYTES 16U
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task Of_two_parts_the_one_with_no_value_in_common()
    {
        var test = Reports.Test("enum Syntax { Intel = 1, Att = 2, {|#0:Masm|} = 3 }");
        test.TestState.AddHeader("""
            enum { CS_OPT_SYNTAX_INTEL = 1, CS_OPT_SYNTAX_ATT = 2, CS_OPT_SYNTAX_MASM = 4 };
            enum { CS_ERR_X86_ATT = 10, CS_ERR_X86_INTEL = 11, CS_ERR_X86_MASM = 14 };
            """);
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI5007", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    [Fact]
    public Task Constants_for_another_system()
    {
        var test = Reports.Test("namespace Kv.Windows { static class Numbers { const int KV_ATR_SIZE = 36; } } namespace Kv { static class Numbers { const int {|#0:KV_ATR_SIZE|} = 36; } }");
        test.TestState.AddHeader("#define KV_ATR_SIZE 33", targets: "linux-x64");
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI5007", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }
}
