using System.Text;

namespace BoundaryLint.Flow;

/// <summary>Prints the states at each block of one body, for whoever looks for the cause of a wrong report.</summary>
internal static class FlowDebugView
{
    public static string Print(FlowBody body)
    {
        var text = new StringBuilder();
        if (FlowEngine.Run(body) is not { } engine)
        {
            return "The budget was spent.";
        }

        FlowExits.Record(body, engine);
        foreach (var block in body.Graph.Blocks)
        {
            text.Append("block ").Append(block.Ordinal).Append(' ').AppendLine(block.Ordinal == 0 ? "Entry" : block.Ordinal == body.Graph.Blocks.Count - 1 ? "Exit" : "Block");
            foreach (var operation in block.Operations)
            {
                text.Append("    ").AppendLine(operation.Syntax.ToString());
            }

            if (block.BranchValue is { } value)
            {
                text.Append("    ? ").AppendLine(value.Syntax.ToString());
            }

            foreach (var state in engine.StatesOf(block))
            {
                text.Append("  in:");
                for (var slot = 0; slot < body.Slots.Count; slot++)
                {
                    if (state.Value(slot) > FlowValues.Unknown)
                    {
                        text.Append(' ').Append(body.Slots[slot].Symbol?.Name ?? body.Slots[slot].Kind.ToString()).Append('=');
                        Append(text, body, state.Value(slot));
                    }
                }

                foreach (var origin in body.Origins)
                {
                    if (state.State(origin) != OriginState.None)
                    {
                        text.Append(" [").Append(origin.Kind).Append(' ').Append(origin.Producer).Append('#').Append(origin.Id).Append(": ").Append(state.State(origin)).Append(']');
                    }
                }

                text.AppendLine(state.Pending == 0 ? "" : $" pending {state.Pending}");
            }
        }

        foreach (var fact in body.Facts)
        {
            text.Append("fact ").Append(fact.Kind).Append(' ').Append(fact.Origin.Producer).Append(" at ").AppendLine(fact.At?.Syntax.ToString() ?? "the end");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, FlowBody body, int value)
    {
        var isFirst = true;
        foreach (var atom in body.Values[value])
        {
            text.Append(isFirst ? "" : "|");
            isFirst = false;
            switch (atom.Kind)
            {
                case AtomKind.Constant:
                    text.Append(atom.Number);
                    break;
                case AtomKind.Origin:
                    text.Append('#').Append(atom.Number);
                    break;
                case AtomKind.Test:
                    text.Append(atom.Test).Append('(');
                    Append(text, body, atom.Operand);
                    text.Append(", ").Append(atom.Number).Append(')');
                    break;
                default:
                    text.Append(atom.Kind);
                    break;
            }
        }
    }
}
